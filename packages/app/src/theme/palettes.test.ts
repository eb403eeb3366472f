import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dark, light, type Palette } from './palettes';

/** Relative luminance and contrast as WCAG 2 defines them. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map(start => parseInt(hex.slice(start, start + 2), 16) / 255)
    .map(value =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const css = readFileSync(join(__dirname, 'tokens.css'), 'utf8');
const [lightCss, darkCss] = css.split("[data-theme-mode='dark']");

describe.each<[string, Palette, string]>([
  ['light', light, lightCss],
  ['dark', dark, darkCss],
])('the %s palette', (_, palette, tokens) => {
  it.each<keyof Palette>([
    'text',
    'muted',
    'accent',
    'healthy',
    'warning',
    'down',
    'unknown',
  ])('can be read in %s, on every surface', colour => {
    for (const ground of [palette.surface, palette.background]) {
      expect(contrast(palette[colour], ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('can be read on the accent', () => {
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(
      4.5,
    );
    expect(
      contrast(palette.onAccent, palette.accentStrong),
    ).toBeGreaterThanOrEqual(4.5);
  });

  it('is the same in CSS and for Material UI', () => {
    const tokenOf: Partial<Record<keyof Palette, string>> = {
      background: 'background',
      surface: 'surface',
      raised: 'surface-raised',
      line: 'line',
      text: 'text',
      muted: 'muted',
      accent: 'accent',
      accentStrong: 'accent-strong',
      onAccent: 'on-accent',
      healthy: 'healthy',
      warning: 'warning',
      warningSoft: 'warning-soft',
      down: 'down',
      downSoft: 'down-soft',
      unknown: 'unknown',
    };
    for (const [key, token] of Object.entries(tokenOf)) {
      const value = new RegExp(`--cairn-${token}: (#[0-9a-f]{6});`).exec(
        tokens,
      )?.[1];
      expect([token, value]).toEqual([
        token,
        Object.entries(palette)
          .find(([name]) => name === key)?.[1]
          .toLocaleLowerCase('en-US'),
      ]);
    }
  });
});
