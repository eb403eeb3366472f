import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/** A search that is asked for when one has stopped typing. */
export function SearchText(props: {
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  const [text, setText] = useState(props.value);
  const change = useRef(props.onChange);
  change.current = props.onChange;

  // What the address says wins: by "clear search" and by the browser's back.
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) return undefined;
    const timer = setTimeout(() => change.current(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, props.value]);

  return (
    <SearchField
      className={props.className}
      aria-label="Search"
      placeholder="Part of a name"
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
