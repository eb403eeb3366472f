import { Skeleton } from '@backstage/ui';
import { useCallback, useMemo } from 'react';
import { useClass } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { newDraft, type Draft } from './draft';
import { RequestForm } from './RequestForm';

/** The form of a class, once the class is known. */
export function FormStep(props: {
  className: string;
  /** What is filled in already; undefined: nothing. */
  draft: Draft | undefined;
  /** Entity ref of the component that the environment is for. */
  component: string | undefined;
  onChange: (change: (current: Draft | undefined) => Draft) => void;
  onPlan: (draft: Draft) => void;
  isPlanning: boolean;
  error: unknown;
  otherClassHref: string;
}) {
  const { component, onChange } = props;
  const one = useClass(props.className);
  const initial = useMemo(
    () => one.data && newDraft(one.data, component),
    [one.data, component],
  );
  const change = useCallback(
    (changes: Partial<Draft>) => {
      if (initial) {
        onChange(current => ({ ...(current ?? initial), ...changes }));
      }
    },
    [initial, onChange],
  );

  if (one.isError) {
    return (
      <FailureNote
        what={`The class ${props.className} could not be shown`}
        error={one.error}
        advice="Choose another class, or try again."
        onRetry={() => one.refetch()}
      />
    );
  }
  if (!one.data || !initial) return <Skeleton width="100%" height={320} />;
  return (
    <RequestForm
      class={one.data}
      draft={props.draft ?? initial}
      onChange={change}
      onPlan={props.onPlan}
      isPlanning={props.isPlanning}
      error={props.error}
      otherClassHref={props.otherClassHref}
    />
  );
}
