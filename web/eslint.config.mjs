import boundaries from 'eslint-plugin-boundaries';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const app = 'src/app';

/** api <- ui <- core <- features; a feature sees of another only its index. */
const policies = [
  { from: { element: { isUnknown: true } }, allow: { to: { element: { type: '*' } } } },
  { allow: { to: { module: { origin: 'external' } } } },
  { allow: { to: { module: { origin: 'core' } } } },
  { from: { element: { type: 'ui' } }, allow: { to: { element: { type: 'ui' } } } },
  {
    from: { element: { type: 'core' } },
    allow: { to: { element: { types: { anyOf: ['api', 'ui', 'core'] } } } },
  },
  {
    from: { element: { type: 'feature' } },
    allow: { to: { element: { types: { anyOf: ['api', 'ui', 'core'] } } } },
  },
  {
    from: { element: { type: 'feature' } },
    allow: { to: { element: { type: 'feature' }, file: { categories: 'index' } } },
  },
];

export default defineConfig([
  { ignores: ['dist', 'coverage', '.angular', 'src/app/api/schema.d.ts'] },
  {
    files: ['src/**/*.ts'],
    extends: [
      tseslint.configs.recommended,
      tseslint.configs.stylistic,
      angular.configs.tsRecommended,
    ],
    processor: angular.processInlineTemplates,
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: 'tsconfig.app.json' } },
      'boundaries/elements': [
        { type: 'api', pattern: `${app}/api` },
        { type: 'ui', pattern: `${app}/ui` },
        { type: 'core', pattern: `${app}/core` },
        { type: 'feature', pattern: `${app}/features/*`, capture: ['name'] },
      ],
      'boundaries/files': [{ category: 'index', pattern: '**/index.ts' }],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
      '@angular-eslint/component-selector': [
        'error',
        { type: ['element', 'attribute'], prefix: 'lec', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'lec', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
]);
