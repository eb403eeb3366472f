import { Combobox } from '@backstage/ui';
import { useEffect, useState } from 'react';
import styles from './RunsPage.module.css';

/** Runs of one branch: one of those seen, or any other by its exact name. */
export function BranchFilter(props: {
  /** Empty: all. */
  branch: string;
  seen: string[];
  onChange: (branch: string) => void;
}) {
  const { branch, seen, onChange } = props;
  const [text, setText] = useState(branch);
  const [known, setKnown] = useState<string[]>([]);
  useEffect(() => setText(branch), [branch]);
  // Filtered by one branch, the list has no other: those seen before stay on offer.
  const fresh = seen.filter(one => !known.includes(one));
  if (fresh.length > 0) setKnown([...known, ...new Set(fresh)]);

  return (
    <Combobox
      aria-label="Branch"
      size="small"
      className={styles.filter}
      placeholder="All branches"
      allowsCustomValue
      options={known.map(one => ({ id: one, label: one }))}
      inputValue={text}
      onInputChange={value => {
        setText(value);
        if (value === '') onChange('');
      }}
      selectedKey={known.includes(branch) ? branch : null}
      onSelectionChange={key => onChange(key === null ? text : String(key))}
      onBlur={() => onChange(text.trim())}
      onKeyDown={event => {
        if (event.key === 'Enter') onChange(text.trim());
      }}
    />
  );
}
