import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/** Part of a name, asked for a moment after it was typed. */
export function SearchAsTyped(props: {
  className?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const change = useRef(props.onChange);
  change.current = props.onChange;

  // What the address says wins: by "clear filters" and by the browser's back.
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) return undefined;
    const timer = setTimeout(() => change.current(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, props.value]);

  return (
    <SearchField
      className={props.className}
      label="Search"
      placeholder="Part of a name"
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
