import styles from './Swatch.module.css';
import { toneColour } from './tones';

/** The colour of a series beside its name. */
export function Swatch({ tone }: { tone: string }) {
  return (
    <span
      className={styles.swatch}
      style={{ color: toneColour({ tone }) }}
      data-hatched={tone === 'unattributed' || undefined}
      aria-hidden="true"
    />
  );
}
