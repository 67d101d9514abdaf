import { EnvironmentProviders, isDevMode } from '@angular/core';
import { provideServiceWorker } from '@angular/service-worker';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

const FILE = 'worker.js';

/** It fetches the whole application, so the page that somebody waits for comes first. */
const LATER = 'registerWithDelay:5000';

/** The worker that opens the application without a network; the page's policy names its one file. */
export function provideWorker(): EnvironmentProviders {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('lectern#worker', { createScriptURL: () => FILE });
  // Angular hands it on to the browser as it is.
  const script = (policy?.createScriptURL(FILE) ?? FILE) as string;
  return provideServiceWorker(script, { enabled: !isDevMode(), registrationStrategy: LATER });
}
