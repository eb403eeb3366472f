import styles from './RelationLabel.module.css';
import { relationWords } from './words';

/** What an edge of the graph means, both ways. */
export function RelationLabel(props: { edge: { relations: string[] } }) {
  const [there, ...back] = props.edge.relations.map(relationWords);
  return (
    <text className={styles.label} textAnchor="middle">
      {there}
      {back.length > 0 && (
        <tspan className={styles.back}> / {back.join(' / ')}</tspan>
      )}
    </text>
  );
}
