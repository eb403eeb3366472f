import { ButtonIcon, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './CommandLine.module.css';

/** The command that tells the same in a terminal. */
export function CommandLine(props: { command: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.command);
    setCopied(true);
  };
  return (
    <div className={styles.line}>
      <Text variant="body-small" color="secondary">
        Do it from the CLI
      </Text>
      <code className={styles.command}>{props.command}</code>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={copied ? 'Copied' : `Copy ${props.command}`}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => copy().catch(() => setCopied(false))}
      />
    </div>
  );
}
