import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';

const SAID_MS = 2_000;

/** Copies a text, and says that it did. */
export function CopyButton(props: { text: string; label: string }) {
  const [said, setSaid] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={props.label}
        icon={
          said === 'copied' ? (
            <RiCheckLine aria-hidden="true" />
          ) : (
            <RiFileCopyLine aria-hidden="true" />
          )
        }
        onPress={() => {
          // There is no clipboard on a page that is not served securely.
          Promise.resolve(navigator.clipboard?.writeText(props.text)).then(
            () => setSaid(navigator.clipboard ? 'copied' : 'failed'),
            () => setSaid('failed'),
          );
        }}
      />
      <VisuallyHidden role="status">
        {said === 'copied' && 'Copied'}
        {said === 'failed' && 'Could not copy; select the text instead'}
      </VisuallyHidden>
    </>
  );
}
