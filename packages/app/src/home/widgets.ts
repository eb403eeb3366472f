import type { HomePageWidgetData } from '@backstage/plugin-home-react/alpha';

/** By plugin: widgets that stand above the columns. */
const ABOVE = ['first-hour'];

/** The widgets that plugins bring, by where they stand. Those of the home plugin itself (jokes, clocks) are left out. */
export function widgetsOf(widgets: HomePageWidgetData[]): {
  top: HomePageWidgetData[];
  main: HomePageWidgetData[];
} {
  const brought = widgets.filter(
    widget => widget.node.spec.plugin.pluginId !== 'home',
  );
  const isAbove = (widget: HomePageWidgetData) =>
    ABOVE.includes(widget.node.spec.plugin.pluginId);
  return {
    top: brought.filter(isAbove),
    main: brought.filter(widget => !isAbove(widget)),
  };
}
