import { appTreeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiAddBoxLine, RiBook2Line, RiStackLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useGoldenPathCount } from '../create';
import { Section } from './Section';
import styles from './StartSomethingNew.module.css';

interface Start {
  /** The extension that must be there for it to lead anywhere. */
  extension: string;
  to: string;
  title: string;
  text: string;
  icon: ReactNode;
}

const starts: Start[] = [
  {
    extension: 'page:environments',
    to: '/environments/new',
    title: 'An environment',
    text: 'See the plan before anything is made',
    icon: <RiStackLine size={18} />,
  },
  {
    extension: 'page:scaffolder',
    to: '/create',
    title: 'A service',
    text: 'From a golden path',
    icon: <RiAddBoxLine size={18} />,
  },
  {
    extension: 'page:techdocs',
    to: '/docs',
    title: 'Read how',
    text: "Cairn's guide and every service's docs",
    icon: <RiBook2Line size={18} />,
  },
];

/** The ways to make something, of those that this portal has. */
export function StartSomethingNew() {
  const { nodes } = useApi(appTreeApiRef).getTree().tree;
  const possible = starts.filter(({ extension }) => {
    const node = nodes.get(extension);
    return node !== undefined && !node.spec.disabled;
  });
  const hasNoGoldenPath = useGoldenPathCount().data === 0;

  return (
    <Section title="Start something new">
      <ul className={styles.list}>
        {possible.map(start => (
          <li key={start.to}>
            <Link to={start.to} className={styles.link}>
              <span className={styles.icon}>{start.icon}</span>
              <span>
                <span className={styles.title}>{start.title}</span>
                <span className={styles.text}>
                  {start.to === '/create' && hasNoGoldenPath
                    ? 'No golden path is published yet'
                    : start.text}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
