import { Text } from '@backstage/ui';
import { CodeLine } from './CodeLine';
import styles from './CommandLines.module.css';

export interface Command {
  does: string;
  command: string;
}

/** The exact commands that do the same as the page. */
export function CommandLines({ commands }: { commands: Command[] }) {
  return (
    <ul className={styles.commands}>
      {commands.map(({ does, command }) => (
        <li key={command}>
          <Text variant="body-small" color="secondary">
            {does}
          </Text>
          <CodeLine text={command} label={`command: ${does.toLowerCase()}`} />
        </li>
      ))}
    </ul>
  );
}
