/** @type {import('jest').Config} */
export default {
  preset: 'jest-preset-angular',
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/src/testing/setup.ts'],
  // Packages that ship only ES modules are compiled like our own code.
  transformIgnorePatterns: ['node_modules/(?!(.*\\.mjs$|@jsverse/))'],
  // What decides: stores, guards, interceptors and pure logic. Components, and services that only name
  // an address, are held by the stories in tests/e2e.
  collectCoverageFrom: [
    'src/app/core/{auth,forms,http,i18n,jobs,keyboard,markdown,offline,theme}/**/*.ts',
    'src/app/core/layout/{failed-navigation,page-title,toast}.ts',
    'src/app/features/**/data/**/*.ts',
    'src/app/ui/markdown-editor/edits.ts',
    'src/app/ui/image-crop/frame.ts',
    '!src/app/**/*.spec.ts',
    // These decide something; the other services only name addresses.
    '!src/app/features/**/!(enrollment|notification|progress|roster)-service.ts',
    '!src/app/core/**/{keys-dialog,notices,password-field,password-strength,problem-view}.ts',
  ],
  maxWorkers: '100%', // Jest would leave one core idle, which may be half of them
  testTimeout: 20_000, // a machine with much to do is slow, not wrong
  coverageThreshold: { global: { statements: 85, lines: 85, functions: 85, branches: 80 } },
  coverageReporters: ['text-summary', 'html'],
};
