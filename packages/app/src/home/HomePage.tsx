import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cloneElement, Fragment } from 'react';
import { SectionOfWidget } from './SectionOfWidget';
import styles from './HomePage.module.css';
import { Greeting } from './Greeting';
import { MyServices } from './MyServices';
import { RecentlyVisited } from './RecentlyVisited';
import { StartSomethingNew } from './StartSomethingNew';
import { widgetsOf } from './widgets';

const queryClient = new QueryClient();

/** Your things first, then ways on. */
export function HomePage({ widgets }: HomePageLayoutProps) {
  const { top, main } = widgetsOf(widgets);

  return (
    <QueryClientProvider client={queryClient}>
      <main className={styles.page}>
        <Greeting />
        {top.map(widget => (
          <Fragment key={widget.node.spec.id}>{widget.component}</Fragment>
        ))}
        <div className={styles.columns}>
          <div className={styles.column}>
            <MyServices />
            {main.map(widget =>
              cloneElement(widget.component, {
                key: widget.node.spec.id,
                Renderer: SectionOfWidget,
              }),
            )}
          </div>
          <div className={styles.column}>
            <StartSomethingNew />
            <RecentlyVisited />
          </div>
        </div>
      </main>
    </QueryClientProvider>
  );
}
