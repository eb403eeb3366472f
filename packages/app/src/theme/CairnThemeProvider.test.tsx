import { appThemeApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { AppThemeSelector } from '@backstage/core-app-api';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CairnThemeProvider } from './CairnThemeProvider';

describe('CairnThemeProvider', () => {
  beforeEach(() => {
    window.matchMedia = query => ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
      dispatchEvent: () => false,
    });
  });

  it('changes the theme and keeps what was typed', async () => {
    const themes = new AppThemeSelector([]);
    render(
      <TestApiProvider apis={[[appThemeApiRef, themes]]}>
        <CairnThemeProvider>
          <input aria-label="Name" />
        </CairnThemeProvider>
      </TestApiProvider>,
    );
    await userEvent.type(screen.getByLabelText('Name'), 'sandbox');
    expect(document.body.dataset.themeMode).toBe('light');

    act(() => themes.setActiveThemeId('dark'));

    expect(document.body.dataset.themeMode).toBe('dark');
    expect(screen.getByLabelText('Name')).toHaveValue('sandbox');
  });
});
