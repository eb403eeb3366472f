import { useEffect, useRef } from 'react';

/**
 * Moves the focus to an element when `step` changes, so that a keyboard or a screen reader goes where the page went.
 * Not at first: then the focus is the browser's.
 */
export function useFocusOn<T extends HTMLElement>(step: string) {
  const element = useRef<T>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    element.current?.focus();
  }, [step]);
  return element;
}
