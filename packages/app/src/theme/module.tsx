import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { createMaterialTheme } from './materialTheme';
import { dark, light } from './palettes';

const lightTheme = createMaterialTheme(light);
const darkTheme = createMaterialTheme(dark);

/** Replaces Backstage's two themes by ours: same ids, so what a user chose stays chosen. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <RiSunLine size={20} />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={lightTheme} themeName="cairn">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <RiMoonLine size={20} />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={darkTheme} themeName="cairn">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
  ],
});
