import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { UnifiedThemeProvider } from '@backstage/theme';
import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { createMaterialTheme } from './materialTheme';
import { dark, light } from './palettes';

const materialThemes = {
  light: createMaterialTheme(light),
  dark: createMaterialTheme(dark),
};

/**
 * The provider of both themes. It is one component that looks up which theme is active, because Backstage renders the
 * active theme's provider around everything: a provider of its own for each theme would unmount the whole portal when
 * the theme changes, also by itself at dusk, and take every half-filled form with it.
 */
export function CairnThemeProvider({ children }: { children: ReactNode }) {
  const chosen = useChosenTheme();
  const prefersDark = usePrefersDark();
  const active = chosen ?? (prefersDark ? 'dark' : 'light');
  return (
    <UnifiedThemeProvider
      theme={active === 'dark' ? materialThemes.dark : materialThemes.light}
      themeName="cairn"
    >
      {children}
    </UnifiedThemeProvider>
  );
}

/** Id of the theme that the user chose in the settings; undefined: as the system has it. */
function useChosenTheme(): string | undefined {
  const themes = useApi(appThemeApiRef);
  const subscribe = useMemo(
    () => (changed: () => void) => {
      const subscription = themes.activeThemeId$().subscribe(changed);
      return () => subscription.unsubscribe();
    },
    [themes],
  );
  return useSyncExternalStore(subscribe, () => themes.getActiveThemeId());
}

function usePrefersDark(): boolean {
  const query = useMemo(
    () => window.matchMedia('(prefers-color-scheme: dark)'),
    [],
  );
  const subscribe = useMemo(
    () => (changed: () => void) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => query.matches);
}
