import type { ComponentType, ReactNode } from 'react';
import { Section } from './Section';
import styles from './SectionOfWidget.module.css';

/** Draws a plugin's home page widget as a section like Home's own. */
export function SectionOfWidget(props: {
  title?: string;
  Content: ComponentType;
  Actions?: ComponentType;
  ContextProvider?: ComponentType<{ children: ReactNode }>;
}) {
  const { title = '', Content, Actions, ContextProvider } = props;
  const section = (
    <Section title={title} action={Actions && <Actions />}>
      <div className={styles.content}>
        <Content />
      </div>
    </Section>
  );
  return ContextProvider ? (
    <ContextProvider>{section}</ContextProvider>
  ) : (
    section
  );
}
