import { Folded } from './folded';

describe('Folded', () => {
  beforeEach(() => localStorage.clear());

  it('remembers of each course which sections are hidden', () => {
    const folded = new Folded();
    folded.open('a');
    folded.toggle('Begin');
    folded.toggle('End');
    folded.toggle('Begin');
    folded.open('b');
    expect([...folded.titles()]).toEqual([]);

    const later = new Folded();
    later.open('a');
    expect([...later.titles()]).toEqual(['End']);
  });

  it('begins with nothing where what it finds makes no sense', () => {
    localStorage.setItem('lectern.folded.a', '{"End": 1}');
    localStorage.setItem('lectern.folded.b', '[');
    const folded = new Folded();
    for (const course of ['a', 'b']) {
      folded.open(course);
      expect(folded.titles().size).toBe(0);
    }
  });
});
