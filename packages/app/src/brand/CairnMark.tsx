import styles from './CairnMark.module.css';

/** Three stacked stones, the top one in the accent colour. Legible from 16 px. */
export function CairnMark(props: { size?: number }) {
  const { size = 24 } = props;
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <rect
        className={styles.stone}
        x="1.5"
        y="16"
        width="21"
        height="6.5"
        rx="3.25"
      />
      <rect
        className={styles.stone}
        x="4.5"
        y="8.75"
        width="15.5"
        height="6"
        rx="3"
      />
      <rect
        className={styles.top}
        x="8"
        y="2"
        width="9"
        height="5.5"
        rx="2.75"
      />
    </svg>
  );
}
