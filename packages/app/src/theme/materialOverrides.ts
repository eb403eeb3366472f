import type { UnifiedThemeOptions } from '@backstage/theme';
import type { Palette } from './palettes';

type Components = NonNullable<UnifiedThemeOptions['components']>;

/** Hairlines for shadows, 6 px corners, sentence case, 14 px text: the design, for Material UI's components and Backstage's over them. */
export function materialOverrides(palette: Palette): Components {
  const hairline = `1px solid ${palette.line}`;

  return {
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'none' },
        rounded: { borderRadius: 6 },
        elevation1: { boxShadow: 'none', border: hairline },
        elevation2: { boxShadow: 'none', border: hairline },
      },
    },
    MuiCard: {
      styleOverrides: {
        root: { boxShadow: 'none', border: hairline, borderRadius: 6 },
      },
    },
    MuiCardHeader: {
      styleOverrides: {
        root: { padding: '12px 16px' },
        title: { fontSize: 15, fontWeight: 600 },
      },
    },
    MuiButton: {
      styleOverrides: {
        root: {
          textTransform: 'none',
          borderRadius: 6,
          fontWeight: 500,
          boxShadow: 'none',
        },
        contained: { boxShadow: 'none', '&:hover': { boxShadow: 'none' } },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          textTransform: 'none',
          fontSize: 14,
          fontWeight: 500,
          minWidth: 0,
          minHeight: 40,
          padding: '8px 12px',
        },
      },
    },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
    MuiChip: {
      styleOverrides: {
        root: {
          borderRadius: 4,
          height: 22,
          fontSize: 12,
          backgroundColor: palette.raised,
          color: palette.text,
        },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { fontSize: 14, padding: '8px 16px', borderBottom: hairline },
        head: {
          fontSize: 12,
          fontWeight: 600,
          color: palette.muted,
          textTransform: 'none',
          letterSpacing: 0,
        },
      },
    },
    MuiTypography: {
      styleOverrides: {
        body1: { fontSize: 14 },
        body2: { fontSize: 14 },
        button: { textTransform: 'none' },
        overline: { textTransform: 'none', letterSpacing: 0, fontSize: 12 },
      },
    },
    MuiToggleButton: { styleOverrides: { root: { textTransform: 'none' } } },
    MuiInputBase: { styleOverrides: { root: { fontSize: 14 } } },
    MuiListItemText: { styleOverrides: { primary: { fontSize: 14 } } },
    MuiTooltip: {
      styleOverrides: { tooltip: { fontSize: 12, borderRadius: 4 } },
    },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 8 } } },
    MuiDivider: { styleOverrides: { root: { backgroundColor: palette.line } } },

    BackstageHeader: {
      styleOverrides: {
        header: {
          backgroundImage: 'none',
          backgroundColor: palette.background,
          boxShadow: 'none',
          borderBottom: hairline,
          padding: '16px 24px',
        },
        title: { color: palette.text, fontSize: 20, fontWeight: 600 },
        subtitle: { color: palette.muted },
        type: { color: palette.muted, textTransform: 'none', opacity: 1 },
        breadcrumb: { color: palette.muted },
        breadcrumbType: { color: palette.muted, opacity: 1 },
        breadcrumbTitle: { color: palette.text, opacity: 1 },
      },
    },
    BackstageHeaderLabel: {
      styleOverrides: {
        root: { color: palette.muted },
        label: {
          color: palette.muted,
          textTransform: 'none',
          opacity: 1,
          fontSize: 12,
          fontWeight: 500,
          letterSpacing: 0,
        },
        value: { color: palette.text, opacity: 1 },
      },
    },
    BackstageHeaderTabs: {
      styleOverrides: {
        defaultTab: {
          textTransform: 'none',
          fontWeight: 500,
          padding: '8px 12px',
          color: palette.muted,
        },
        tabsWrapper: {
          backgroundColor: palette.background,
          paddingLeft: 12,
          borderBottom: hairline,
        },
      },
    },
    BackstageIconLinkVertical: {
      styleOverrides: {
        label: { textTransform: 'none', fontWeight: 500, letterSpacing: 0 },
      },
    },
    BackstageContentHeader: {
      styleOverrides: { title: { fontSize: 17, fontWeight: 600 } },
    },
    BackstageTableToolbar: {
      styleOverrides: { title: { fontSize: 15, fontWeight: 600 } },
    },
    BackstageTableHeader: {
      styleOverrides: {
        header: {
          textTransform: 'none',
          color: palette.muted,
          fontSize: 12,
          fontWeight: 600,
          borderTop: 'none',
          borderBottom: hairline,
          padding: '8px 16px',
        },
      },
    },
    CatalogReactUserListPicker: {
      styleOverrides: {
        root: { backgroundColor: 'transparent', border: 'none', margin: 0 },
        title: {
          textTransform: 'none',
          margin: 0,
          fontSize: 14,
          fontWeight: 600,
        },
        groupWrapper: { margin: '4px 0 12px' },
        menuItem: { minHeight: 36, paddingTop: 4, paddingBottom: 4 },
        listIcon: { minWidth: 28, color: palette.muted },
      },
    },
    BackstageItemCardHeader: {
      styleOverrides: {
        root: {
          backgroundImage: 'none',
          backgroundColor: palette.raised,
          color: palette.text,
        },
      },
    },
  };
}
