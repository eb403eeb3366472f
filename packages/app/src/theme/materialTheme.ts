import {
  createUnifiedTheme,
  palettes,
  type UnifiedTheme,
} from '@backstage/theme';
import { materialOverrides } from './materialOverrides';
import type { Palette } from './palettes';

const FONT = "'Inter Variable', system-ui, sans-serif";
const HTML_FONT_SIZE = 16;

/** The theme for what Backstage still draws with Material UI. */
export function createMaterialTheme(palette: Palette): UnifiedTheme {
  const flat = {
    colors: [palette.background],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: palette.text,
  };
  // In rem: TechDocs draws a size in pixels at 0.6 of it, smaller than its text.
  const heading = (pixels: number) => ({
    fontSize: `${pixels / HTML_FONT_SIZE}rem`,
    fontWeight: 600,
    marginBottom: 0,
  });

  return createUnifiedTheme({
    fontFamily: FONT,
    defaultPageTheme: 'home',
    pageTheme: Object.fromEntries(
      [
        'home',
        'documentation',
        'tool',
        'service',
        'website',
        'library',
        'other',
        'app',
        'apis',
        'card',
      ].map(id => [id, flat]),
    ),
    typography: {
      fontFamily: FONT,
      htmlFontSize: HTML_FONT_SIZE,
      h1: heading(24),
      h2: heading(20),
      h3: heading(17),
      h4: heading(16),
      h5: heading(15),
      h6: heading(14),
    },
    palette: {
      ...palettes[palette.mode],
      mode: palette.mode,
      background: { default: palette.background, paper: palette.surface },
      text: { primary: palette.text, secondary: palette.muted },
      divider: palette.line,
      primary: {
        main: palette.accent,
        dark: palette.accentStrong,
        contrastText: palette.onAccent,
      },
      secondary: { main: palette.accent, contrastText: palette.onAccent },
      error: { main: palette.down },
      warning: { main: palette.warning },
      success: { main: palette.healthy },
      info: { main: palette.accent },
      border: palette.line,
      textContrast: palette.text,
      textSubtle: palette.muted,
      textVerySubtle: palette.line,
      highlight: palette.warningSoft,
      link: palette.accent,
      linkHover: palette.accentStrong,
      errorBackground: palette.downSoft,
      errorText: palette.down,
      warningBackground: palette.warningSoft,
      warningText: palette.warning,
      infoBackground: palette.raised,
      infoText: palette.text,
      status: {
        ok: palette.healthy,
        warning: palette.warning,
        error: palette.down,
        running: palette.accent,
        pending: palette.warning,
        aborted: palette.unknown,
      },
      navigation: {
        background: palette.surface,
        indicator: palette.accent,
        color: palette.muted,
        selectedColor: palette.text,
        navItem: { hoverBackground: palette.raised },
        submenu: { background: palette.surface },
      },
      banner: {
        info: palette.accent,
        error: palette.down,
        warning: palette.warning,
        text: palette.onAccent,
        link: palette.onAccent,
        closeButtonColor: palette.onAccent,
      },
    },
    components: materialOverrides(palette),
  });
}
