/** The kind of machine a browser runs on, as its user agent tells. */
export interface Device {
  browser: string;
  system: string;
  mobile: boolean;
}

// The more particular names first: Edge calls itself Chrome, and Chrome calls itself Safari.
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Names for people; empty where the program did not say what it is. */
export function deviceOf(agent: string): Device {
  const name = (known: [RegExp, string][]) =>
    known.find(([pattern]) => pattern.test(agent))?.[1] ?? '';
  return {
    browser: name(BROWSERS),
    system: name(SYSTEMS),
    mobile: /Mobile|Android|iPhone|iPad/.test(agent),
  };
}
