import { coreExtensionData } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { GoldenPaths } from './GoldenPaths';

/** The scaffolder, which says so where there is nothing to create from. */
export const createFeature = scaffolderPlugin.withOverrides({
  extensions: [
    scaffolderPlugin.getExtension('sub-page:scaffolder/templates').override({
      *factory(originalFactory) {
        const original = originalFactory();
        yield* original;
        yield coreExtensionData.reactElement(
          <GoldenPaths>
            {original.get(coreExtensionData.reactElement)}
          </GoldenPaths>,
        );
      },
    }),
  ],
});
