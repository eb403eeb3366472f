import type { HomePageWidgetData } from '@backstage/plugin-home-react/alpha';

/** By plugin: widgets that stand above the columns. */
const ABOVE = ['first-hour'];

/** By plugin: widgets that are left out. Jokes and clocks say nothing of your work; searching and notifications stand in the sidebar. */
const LEFT_OUT = ['home', 'notifications', 'search'];

/** The widgets that plugins bring, by where they stand. */
export function widgetsOf(widgets: HomePageWidgetData[]): {
  top: HomePageWidgetData[];
  main: HomePageWidgetData[];
} {
  const brought = widgets.filter(
    widget => !LEFT_OUT.includes(widget.node.spec.plugin.pluginId),
  );
  const isAbove = (widget: HomePageWidgetData) =>
    ABOVE.includes(widget.node.spec.plugin.pluginId);
  return {
    top: brought.filter(isAbove),
    main: brought.filter(widget => !isAbove(widget)),
  };
}
