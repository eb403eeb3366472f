import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  environmentSuffixSchema,
  FORM_FIELDS,
  whyNoServiceName,
} from '@cairn/plugin-golden-paths-common';
import { goldenPathsApiRef } from '../api/goldenPathsApi';
import { EnvironmentsField } from './EnvironmentsField';
import { NameField } from './NameField';
import { OwnerField } from './OwnerField';
import {
  readStartEnvironments,
  startEnvironmentsOf,
} from './startEnvironments';
import { SystemField } from './SystemField';
import { withQueries } from './withQueries';

/** Stops the form at a name that is taken. What could not be asked does not: the plan asks again, and says so. */
export const nameField = createFormField({
  name: FORM_FIELDS.name,
  component: withQueries(NameField),
  validation: async (name, field, { apiHolder, formData }) => {
    const why = whyNoServiceName(String(name ?? ''));
    if (why) {
      field.addError(`It ${why}`);
      return;
    }
    const environments = startEnvironmentsOf(formData).map(one => one.name);
    const availability = await apiHolder
      .get(goldenPathsApiRef)
      ?.checkName(
        String(name),
        environments.length > 0 ? { environments } : undefined,
      )
      .catch(() => undefined);
    const taken = availability?.places.find(({ state }) => state === 'taken');
    if (taken) field.addError(taken.message);
  },
});

export const ownerField = createFormField({
  name: FORM_FIELDS.owner,
  component: withQueries(OwnerField),
});

export const systemField = createFormField({
  name: FORM_FIELDS.system,
  component: withQueries(SystemField),
});

export const environmentsField = createFormField({
  name: FORM_FIELDS.environments,
  component: withQueries(EnvironmentsField),
  validation: (value, field) => {
    const chosen = readStartEnvironments(value);
    const names = chosen.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      field.addError('Two environments have the same name');
    }
    for (const one of chosen) {
      const parsed = environmentSuffixSchema.safeParse(one.name);
      if (!parsed.success) {
        field.addError(
          `“${one.name}” cannot be a name: it ${parsed.error.issues[0].message}`,
        );
      }
      if (one.class === '') {
        field.addError(`Choose a class for ${one.name || 'each environment'}`);
      }
    }
  },
});
