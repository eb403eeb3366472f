import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine with much else to do is slow, and no less right.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
