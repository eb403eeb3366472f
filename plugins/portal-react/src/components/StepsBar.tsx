import styles from './StepsBar.module.css';

/** Where one is on the way. */
export function StepsBar(props: { titles: string[]; at: number }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {props.titles.map((title, index) => (
        <li
          key={title}
          className={styles.step}
          data-done={index < props.at || undefined}
          aria-current={index === props.at ? 'step' : undefined}
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
