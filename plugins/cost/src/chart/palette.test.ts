import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Rgb = [number, number, number];
type Matrix = [Rgb, Rgb, Rgb];

const css = readFileSync(join(__dirname, 'palette.module.css'), 'utf8');
const [light, dark] = css.split('[data-theme-mode=');

function tonesOf(block: string): Map<string, Rgb> {
  return new Map(
    [...block.matchAll(/--cost-tone-(\w+): #([0-9a-f]{6});/g)].map(
      ([, name, hex]) => [name, linear(hex)],
    ),
  );
}

/** sRGB without its gamma. */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

// Machado, Oliveira and Fernandes 2009, severity 1.0.
const SIGHTS: Record<string, Matrix> = {
  'most people': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

const times = (matrix: Matrix, [x, y, z]: Rgb): Rgb => {
  const row = ([a, b, c]: Rgb) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};

/** OKLab, times a hundred: a difference of about two can just be seen. */
function lab(rgb: Rgb): Rgb {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt);
  return times(
    [
      [21.04542553, 79.3617785, -0.40720468],
      [197.79984951, -242.8592205, 45.05937099],
      [2.59040371, 78.27717662, -80.8675766],
    ],
    [l, m, s],
  );
}

function difference(one: Rgb, other: Rgb) {
  return Math.hypot(...lab(one).map((value, at) => value - lab(other)[at]));
}

function contrast(one: Rgb, other: Rgb) {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', light, 'ffffff'],
  ['dark', dark, '161e1d'],
])('the colours of charts in %s', (_, block, surface) => {
  const tones = tonesOf(block);

  it('are six, and two for the rest', () => {
    expect([...tones.keys()]).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      'other',
      'unattributed',
    ]);
  });

  it.each([...tones.keys()])('%s can be seen on the surface', name => {
    const tone = tones.get(name) ?? [0, 0, 0];
    expect(contrast(tone, linear(surface))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(SIGHTS))('can be told apart by %s', sight => {
    const seen = [...tones]
      // Hatched, so that it need not differ by its colour.
      .filter(([name]) => name !== 'unattributed')
      .map(([, tone]) => times(SIGHTS[sight], tone));
    for (const [at, one] of seen.entries()) {
      for (const other of seen.slice(at + 1)) {
        expect(difference(one, other)).toBeGreaterThan(12);
      }
    }
  });
});
