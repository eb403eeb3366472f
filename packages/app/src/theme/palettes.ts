/** The design's colours for Material UI, which computes with them and so cannot take CSS variables. The same values stand in `tokens.css`. */
export interface Palette {
  mode: 'light' | 'dark';
  background: string;
  surface: string;
  raised: string;
  line: string;
  text: string;
  muted: string;
  accent: string;
  accentStrong: string;
  onAccent: string;
  healthy: string;
  warning: string;
  warningSoft: string;
  down: string;
  downSoft: string;
  unknown: string;
}

export const light: Palette = {
  mode: 'light',
  background: '#F6F7F4',
  surface: '#FFFFFF',
  raised: '#F1F3EE',
  line: '#E1E5DF',
  text: '#1B2330',
  muted: '#5B6672',
  accent: '#0B6B66',
  accentStrong: '#084F4B',
  onAccent: '#FFFFFF',
  healthy: '#1B7A4B',
  warning: '#9A5B00',
  warningSoft: '#FAEEDA',
  down: '#B3261E',
  downSoft: '#FBE9E7',
  unknown: '#66707C',
};

export const dark: Palette = {
  mode: 'dark',
  background: '#0F1514',
  surface: '#161E1D',
  raised: '#1D2726',
  line: '#263230',
  text: '#E6ECEA',
  muted: '#9AA8A6',
  accent: '#5CCFC2',
  accentStrong: '#86DED4',
  onAccent: '#0F1514',
  healthy: '#6BD39B',
  warning: '#F0B35A',
  warningSoft: '#33260F',
  down: '#FF8A80',
  downSoft: '#3A1815',
  unknown: '#9AA8A6',
};
