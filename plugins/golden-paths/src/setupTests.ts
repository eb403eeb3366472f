import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine with much else to do is slow, and no less right.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// A wide screen: jsdom has none, and without it everything is drawn for a phone.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }),
});

// jsdom cannot draw, and says so at length each time that axe asks whether a font is one of icons.
HTMLCanvasElement.prototype.getContext = () => null;
