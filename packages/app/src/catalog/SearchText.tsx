import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import styles from './FilterBar.module.css';

/** Milliseconds after the last letter until it is searched for. */
const PAUSE = 250;

/** A text to search for. Told when typing pauses. */
export function SearchText(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const tell = useRef(props.onChange);
  tell.current = props.onChange;

  // The address may change by other means: a link, the browser's back.
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) {
      return undefined;
    }
    const timer = setTimeout(() => tell.current(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, props.value]);

  return (
    <SearchField
      className={styles.search}
      label="Search"
      placeholder="Name or description"
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
