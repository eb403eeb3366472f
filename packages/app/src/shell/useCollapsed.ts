import { useState } from 'react';

const KEY = 'cairn.sidebar.collapsed';

/** Whether the sidebar is narrow, kept in this browser. */
export function useCollapsed(): [boolean, (collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(
    () => window.localStorage.getItem(KEY) === 'true',
  );
  return [
    collapsed,
    value => {
      window.localStorage.setItem(KEY, String(value));
      setCollapsed(value);
    },
  ];
}
