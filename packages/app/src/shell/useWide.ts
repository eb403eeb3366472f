import { useState } from 'react';

const KEY = 'cairn.sidebar.narrow';

/** Whether the sidebar is wide, kept in this browser. Wide unless it was narrowed. */
export function useWide(): [boolean, () => void] {
  const [wide, setWide] = useState(
    () => window.localStorage.getItem(KEY) !== 'true',
  );
  return [
    wide,
    () => {
      window.localStorage.setItem(KEY, String(wide));
      setWide(!wide);
    },
  ];
}
