import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Rows that are drawn above and below what is seen, so that scrolling shows no gaps. */
const SPARE = 30;
/** Where the height cannot be measured. */
const SOME_HEIGHT = 480;

/** Which rows of a long list of rows of one height are to be drawn. */
export function useWindow(count: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(SOME_HEIGHT);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() =>
      setHeight(element.clientHeight || SOME_HEIGHT),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    if (scroller.current) setTop(scroller.current.scrollTop);
  }, []);

  const scrollToEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = count * rowHeight;
    setTop(Math.max(0, count * rowHeight - height));
  }, [count, rowHeight, height]);

  const scrollToRow = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const wanted = Math.max(0, row * rowHeight - height / 2);
      element.scrollTop = wanted;
      setTop(wanted);
    },
    [rowHeight, height],
  );

  const seen = Math.ceil(height / rowHeight);
  // What was scrolled to may be further down than what is left, as after a filter.
  const first = Math.min(
    Math.floor(top / rowHeight),
    Math.max(0, count - seen),
  );
  const from = Math.max(0, first - SPARE);
  return {
    scroller,
    onScroll,
    scrollToEnd,
    scrollToRow,
    from,
    to: Math.min(count, first + seen + SPARE),
    /** Whether the last row is in sight. */
    atEnd: () => {
      const element = scroller.current;
      return (
        !element ||
        element.scrollHeight - element.scrollTop - element.clientHeight <
          2 * rowHeight
      );
    },
  };
}
