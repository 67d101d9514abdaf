import { cell, gradebookCsv } from './gradebook-csv';

const BEST = { passed: true, submissions: 1, awaiting_review: false };

describe('gradebookCsv', () => {
  it('has a line for each learner and leaves open what was not taken', () => {
    const rows = [
      {
        id: 'e1',
        student: 's1',
        name: 'Ada, Countess',
        username: 'ada',
        results: [{ ...BEST, quiz: 'q2', score: 87.5 }],
      },
    ];
    const quizzes = [
      { id: 'q1', title: 'One' },
      { id: 'q2', title: 'The "second"' },
    ];
    expect(gradebookCsv(rows, quizzes, ['Name', 'Username'])).toBe(
      'Name,Username,One,"The ""second"""\r\n"Ada, Countess",ada,,87.5\r\n',
    );
  });

  it('never hands a formula to a spreadsheet', () => {
    expect(cell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
    expect(cell('@sum')).toBe("'@sum");
    expect(cell(-1)).toBe('-1');
  });
});
