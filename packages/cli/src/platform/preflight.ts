import { CommandError, EXIT } from '../exitCodes';
import type { Part, PortName } from './Part';
import { findPortHolder } from './portHolder';
import { isFree } from './ports';

/**
 * Makes sure before anything starts that all ports are free.
 *
 * @throws CommandError that names each taken port, what it is for, and who has it.
 */
export async function requireFreePorts(
  parts: readonly Part[],
  ports: Readonly<Record<PortName, number>>,
): Promise<void> {
  const wanted = parts.flatMap(part =>
    part.ports.map(name => ({ title: part.title, port: ports[name] })),
  );
  const taken: string[] = [];
  for (const { title, port } of wanted) {
    if (!(await isFree(port))) {
      const holder = findPortHolder(port);
      taken.push(
        `Port ${port}, for ${title}, is taken by ${
          holder
            ? `${holder.name} (process ${holder.pid})`
            : 'a process that this user may not see'
        }.`,
      );
    }
  }
  if (taken.length > 0) {
    throw new CommandError(
      `${taken.join(
        '\n',
      )}\nEnd that, or choose other ports: \`./cairn up --port N\` uses N and the 17 after it.`,
      EXIT.portBusy,
    );
  }
}
