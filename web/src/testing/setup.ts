import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv();

// jsdom has no media queries; tests that care set their own answer.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (media: string) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      // The old names, by which the CDK still listens.
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
});

beforeEach(() => localStorage.clear());
