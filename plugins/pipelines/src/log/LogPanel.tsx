import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import {
  CopyButton,
  FailureNote,
  Note,
  Panel,
  plainText,
  StaleNote,
} from '@cairn/plugin-portal-react';
import { Button, ButtonIcon, SearchField, Skeleton, Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDownloadLine,
  RiPauseLine,
  RiPlayLine,
} from '@remixicon/react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { isMoving } from '../api/queries';
import { linesWith } from './find';
import styles from './LogPanel.module.css';
import { LogView } from './LogView';
import { saveText } from './saveText';
import { linesOf, type LogPart } from './part';
import type { Log } from './useLog';

function countWords(count: number) {
  return count === 1 ? '1 line' : `${count.toLocaleString('en-US')} lines`;
}

function emptyWords(run: PipelineRun, log: Log, part: LogPart | undefined) {
  if (!log.complete) {
    return run.status === 'Queued'
      ? 'It has not begun: the log follows as soon as it does.'
      : 'Nothing was printed yet. Lines appear here as they come.';
  }
  return part
    ? 'This step printed nothing.'
    : 'This run has no log: nothing was printed, or it is no longer kept.';
}

/** The log of a run or of one step: live, searchable, to be taken along. */
export function LogPanel(props: {
  run: PipelineRun;
  log: Log;
  part: LogPart | undefined;
  /** What the part is called. */
  title: string;
  /** Cursor of the line that the address names. */
  chosen: number | undefined;
  hrefOf: (cursor: number) => string;
  onChoose: (cursor: number) => void;
}) {
  const { run, log, part } = props;
  const [text, setText] = useState('');
  const [found, setFound] = useState(0);
  const [wantsToFollow, setWantsToFollow] = useState(true);
  const search = useDeferredValue(text.trim());

  const lines = useMemo(() => linesOf(log.lines, part), [log.lines, part]);
  const plain = useMemo(() => lines.map(({ line }) => line), [lines]);
  const matches = useMemo(() => linesWith(plain, search), [plain, search]);
  const at = matches.length === 0 ? 0 : found % matches.length;
  const chosenAt = useMemo(() => {
    const position = plain.findIndex(({ cursor }) => cursor === props.chosen);
    return position === -1 ? undefined : position;
  }, [plain, props.chosen]);

  const live = isMoving(run) && !log.complete;
  const wasLive = useRef(false);
  if (live) wasLive.current = true;
  // The last lines come with the news that they are the last.
  const following =
    wasLive.current &&
    wantsToFollow &&
    search === '' &&
    props.chosen === undefined;
  const go = (by: number) =>
    setFound(current => (current + by + matches.length) % matches.length);
  const whole = () => plain.map(line => `${plainText(line.text)}\n`).join('');

  return (
    <Panel flush>
      <div className={styles.bar}>
        <div className={styles.title}>
          <Text as="h4" weight="bold">
            {props.title}
          </Text>
          <Text variant="body-small" color="secondary">
            {log.knownAt === undefined ? 'Reading…' : countWords(lines.length)}
          </Text>
        </div>
        <div className={styles.tools}>
          <SearchField
            aria-label="Search in the log"
            placeholder="Search in the log"
            size="small"
            className={styles.search}
            value={text}
            onChange={value => {
              setText(value);
              setFound(0);
            }}
            onKeyDown={event => {
              if (event.key === 'Enter' && matches.length > 0) {
                go(event.shiftKey ? -1 : 1);
              }
            }}
          />
          {search !== '' && (
            <>
              <Text
                variant="body-small"
                color="secondary"
                role="status"
                className={styles.found}
              >
                {matches.length === 0
                  ? 'Not found'
                  : `${at + 1} of ${countWords(matches.length)}`}
              </Text>
              <ButtonIcon
                size="small"
                variant="tertiary"
                aria-label="Line before that has it"
                icon={<RiArrowUpSLine aria-hidden="true" />}
                isDisabled={matches.length === 0}
                onPress={() => go(-1)}
              />
              <ButtonIcon
                size="small"
                variant="tertiary"
                aria-label="Next line that has it"
                icon={<RiArrowDownSLine aria-hidden="true" />}
                isDisabled={matches.length === 0}
                onPress={() => go(1)}
              />
            </>
          )}
          {live && (
            <Button
              size="small"
              variant="secondary"
              iconStart={following ? <RiPauseLine /> : <RiPlayLine />}
              onPress={() => {
                setText('');
                setWantsToFollow(!following);
              }}
            >
              {following ? 'Stop following' : 'Follow'}
            </Button>
          )}
          <CopyButton text={whole()} label="Copy the log" />
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label="Download the log"
            icon={<RiDownloadLine aria-hidden="true" />}
            onPress={() =>
              saveText(
                `${run.repository.replace(/\W+/g, '-')}-${run.id}.log`,
                whole(),
              )
            }
          />
        </div>
      </div>
      {Boolean(log.error) && (
        <div className={styles.note}>
          {log.knownAt === undefined ? (
            <FailureNote
              what={`The log of run ${run.id} could not be read`}
              error={log.error}
            />
          ) : (
            <StaleNote error={log.error} knownAt={log.knownAt} />
          )}
        </div>
      )}
      {run.logTruncated && (
        <div className={styles.note}>
          <Note
            status="warning"
            title="The log is cut: the run printed more than is kept."
            description="What stands here is complete up to the cut. Print less, or write what is large into a file."
          />
        </div>
      )}
      {log.knownAt === undefined && !log.error && (
        <div className={styles.note}>
          <Skeleton width="100%" height={240} />
        </div>
      )}
      {log.knownAt !== undefined && lines.length === 0 && (
        <Text as="p" color="secondary" className={styles.empty}>
          {emptyWords(run, log, part)}
        </Text>
      )}
      {lines.length > 0 && (
        <LogView
          label={`Log: ${props.title}`}
          lines={lines}
          search={search}
          shown={search !== '' ? matches[at] : chosenAt}
          chosen={search !== '' ? plain[matches[at]]?.cursor : props.chosen}
          hrefOf={props.hrefOf}
          onChoose={props.onChoose}
          following={following}
          onFollowingChange={setWantsToFollow}
        />
      )}
    </Panel>
  );
}
