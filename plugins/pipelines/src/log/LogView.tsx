import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import { useEffect, useRef } from 'react';
import { LogLine } from './LogLine';
import styles from './LogView.module.css';
import { useWindow } from './useWindow';

/** Height of a line in pixels; LogView.module.css has the same. */
const ROW = 20;

/** A line with its position in the whole log, from 1. */
export interface NumberedLine {
  line: PipelineLogLine;
  number: number;
}

/** A long log: only the lines in sight are drawn. */
export function LogView(props: {
  label: string;
  lines: readonly NumberedLine[];
  search: string;
  /** Position in `lines` of the line to show; changes of it scroll there. */
  shown: number | undefined;
  chosen: number | undefined;
  hrefOf: (cursor: number) => string;
  onChoose: (cursor: number) => void;
  /** Stay at the end as lines come. */
  following: boolean;
  onFollowingChange: (following: boolean) => void;
}) {
  const { lines, following, shown } = props;
  const view = useWindow(lines.length, ROW);
  const { scrollToEnd, scrollToRow } = view;
  const top = useRef(0);

  useEffect(() => {
    if (following) scrollToEnd();
  }, [following, lines.length, scrollToEnd]);

  useEffect(() => {
    if (shown !== undefined) scrollToRow(shown);
  }, [shown, scrollToRow]);

  return (
    <div
      className={styles.view}
      ref={view.scroller}
      role="region"
      aria-label={props.label}
      tabIndex={0}
      onScroll={() => {
        view.onScroll();
        const before = top.current;
        top.current = view.scroller.current?.scrollTop ?? 0;
        // Lines that come move the end away, never the view up: only a person does that.
        const wentUp = top.current < before;
        if (view.atEnd() ? !following : following && wentUp) {
          props.onFollowingChange(view.atEnd());
        }
      }}
    >
      <div className={styles.all} style={{ height: lines.length * ROW }}>
        <div
          className={styles.drawn}
          style={{ transform: `translateY(${view.from * ROW}px)` }}
        >
          {lines.slice(view.from, view.to).map(({ line, number }) => (
            <LogLine
              key={line.cursor}
              line={line}
              number={number}
              href={props.hrefOf(line.cursor)}
              onChoose={props.onChoose}
              isChosen={line.cursor === props.chosen}
              search={props.search}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
