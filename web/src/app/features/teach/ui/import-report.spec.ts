import { TestBed } from '@angular/core/testing';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { ImportReport, ReportRow } from './import-report';

describe('the report of an import', () => {
  async function read(language: 'en' | 'vi', ...rows: Partial<ReportRow>[]): Promise<string[]> {
    await speak(language);
    const report = TestBed.createComponent(ImportReport);
    const whole = { kind: 'error', file: 'a.gift', line: 3, code: '', message: 'In English.' };
    report.componentRef.setInput(
      'rows',
      rows.map((row) => ({ ...whole, ...row })),
    );
    await settle();
    const found = (report.nativeElement as HTMLElement).querySelectorAll('.message');
    return [...found].map((one) => one.textContent ?? '');
  }

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestLanguage()] }));

  const created: Partial<ReportRow> = {
    kind: 'info',
    code: 'created',
    values: { what: 'lesson', title: 'Nút {{what}}' },
  };

  it('speaks the language of the page', async () => {
    const number = { code: 'number', values: { what: 'number', text: 'ba' } };
    expect(await read('vi', created, { code: 'no-text' }, number)).toEqual([
      'Bài học “Nút {{what}}”.',
      'Câu hỏi chưa có nội dung.',
      '“ba” không phải là số.',
    ]);
    expect(await read('en', number)).toEqual(['“ba” is not a number.']);
  });

  it('lets the server say what it has no words for, and what was told before it had values', async () => {
    const newer = { code: 'number', values: { what: 'complex' } };
    const older = { code: 'created', message: 'The lesson “Knots”.' };
    expect(await read('vi', { code: 'unheard-of' }, newer, older)).toEqual([
      'In English.',
      'In English.',
      'The lesson “Knots”.',
    ]);
  });
});
