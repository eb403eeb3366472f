import styles from './Steps.module.css';

const STEPS = [
  { id: 'class', title: 'Class' },
  { id: 'form', title: 'Form' },
  { id: 'plan', title: 'Plan' },
  { id: 'run', title: 'Run' },
] as const;

export type Step = (typeof STEPS)[number]['id'];

/** Where one is on the way to a new environment. */
export function Steps({ step }: { step: Step }) {
  const at = STEPS.findIndex(({ id }) => id === step);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {STEPS.map(({ id, title }, index) => (
        <li
          key={id}
          className={styles.step}
          data-done={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          {title}
        </li>
      ))}
    </ol>
  );
}
