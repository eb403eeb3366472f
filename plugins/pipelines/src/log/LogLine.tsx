import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import { markFound, spansOf } from '@cairn/plugin-portal-react';
import { memo } from 'react';
import styles from './LogView.module.css';

/** More of one line is not drawn: browsers get slow over it, and nobody reads it here. */
const DRAWN_CHARACTERS = 4_000;

const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function timeOf(at: string) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : TIME.format(date);
}

/** One line. Its text is text: whatever markup it holds is shown and not obeyed. */
function DrawnLine(props: {
  line: PipelineLogLine;
  /** Position in the whole log, from 1. */
  number: number;
  href: string;
  onChoose: (cursor: number) => void;
  isChosen: boolean;
  search: string;
}) {
  const { line } = props;
  const cut = line.text.length - DRAWN_CHARACTERS;
  const spans = spansOf(
    cut > 0 ? line.text.slice(0, DRAWN_CHARACTERS) : line.text,
  );
  return (
    <div className={styles.line} data-chosen={props.isChosen || undefined}>
      <a
        className={styles.number}
        href={props.href}
        // One line in thousands is reached by searching, not by tabbing through all before it.
        tabIndex={-1}
        aria-label={`Line ${props.number}`}
        onClick={event => {
          event.preventDefault();
          props.onChoose(line.cursor);
        }}
      >
        {props.number}
      </a>
      <time className={styles.time} dateTime={line.at}>
        {timeOf(line.at)}
      </time>
      <span className={styles.text}>
        {markFound(spans, props.search).map((span, at) => {
          const Tag = span.found ? 'mark' : 'span';
          return (
            <Tag
              // A line's spans never change their order.
              key={at}
              data-color={span.color}
              data-bold={span.bold || undefined}
            >
              {span.text}
            </Tag>
          );
        })}
        {cut > 0 && (
          <em className={styles.cut}>
            {` … ${cut.toLocaleString(
              'en-US',
            )} more characters; download the log to see them`}
          </em>
        )}
      </span>
    </div>
  );
}

export const LogLine = memo(DrawnLine);
