import { SearchField, type SearchFieldProps } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/** Part of a name, asked for a moment after it was typed. */
export function SearchAsTyped(
  props: Pick<SearchFieldProps, 'className' | 'label' | 'aria-label'> & {
    value: string;
    onChange: (value: string) => void;
  },
) {
  const { value, onChange, ...rest } = props;
  const [text, setText] = useState(value);
  const change = useRef(onChange);
  change.current = onChange;

  // What the address says wins: by "clear filters" and by the browser's back.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => change.current(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <SearchField
      {...rest}
      placeholder="Part of a name"
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
