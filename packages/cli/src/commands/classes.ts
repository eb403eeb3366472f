import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import type { PortalContext } from '../portal/PortalContext';
import { classColumns, classLines } from '../views/classView';

/** `cairn class list`. */
export async function listClasses({
  portal,
  output,
  format,
}: PortalContext): Promise<void> {
  const classes = await new EnvironmentsClient(portal).listClasses();
  if (format !== 'table') {
    output.data(format, { items: classes });
  } else if (classes.length === 0) {
    output.lines(
      'There is no environment class that you may see. The platform team writes them: docs/environment-classes.md',
    );
  } else {
    output.table(classColumns, classes);
  }
}

/** `cairn class show NAME`. */
export async function showClass(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<void> {
  const found = await new EnvironmentsClient(portal).getClass(name);
  if (format !== 'table') {
    output.data(format, found);
    return;
  }
  output.lines(...classLines(found, output.style, output.width));
}
