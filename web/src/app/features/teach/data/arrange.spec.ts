import { OutlineSection } from '../../../api';
import { dissolve, move, moveItem, orderOf, placeOf, step } from './arrange';

const lesson = (id: string) => ({
  id,
  title: id,
  position: 0,
  minutes: 0,
  preview: false,
  completion: 'view',
  quizzes: [],
});
const section = (title: string, ...ids: string[]): OutlineSection => ({
  title,
  lessons: ids.map(lesson),
});
const shown = (sections: readonly OutlineSection[]) =>
  sections.map(({ title, lessons }) => `${title}:${lessons.map(({ id }) => id).join('')}`);

const OUTLINE = [section('One', 'a', 'b'), section('Two', 'c'), section('Three')];

describe('arranging an outline', () => {
  it('moves lessons within and between sections', () => {
    const within = move(OUTLINE, 'a', { section: 0, index: 1 });
    expect(shown(within)).toEqual(['One:ba', 'Two:c', 'Three:']);
    const across = move(OUTLINE, 'a', { section: 1, index: 1 });
    expect(shown(across)).toEqual(['One:b', 'Two:ca', 'Three:']);
    expect(shown(move(OUTLINE, 'nobody', { section: 0, index: 0 }))).toEqual(shown(OUTLINE));
  });

  it('steps over the borders of sections', () => {
    expect(step(OUTLINE, 'a', 1)).toEqual({ section: 0, index: 1 });
    expect(step(OUTLINE, 'b', 1)).toEqual({ section: 1, index: 0 });
    expect(step(OUTLINE, 'c', -1)).toEqual({ section: 0, index: 2 });
    expect(step(OUTLINE, 'c', 1)).toEqual({ section: 2, index: 0 });
    expect(step(OUTLINE, 'a', -1)).toBeNull();
  });

  it('moves sections with their lessons', () => {
    expect(shown(moveItem(OUTLINE, 0, 1))).toEqual(['Two:c', 'One:ab', 'Three:']);
  });

  it('keeps the lessons of a section that goes', () => {
    expect(shown(dissolve(OUTLINE, 1))).toEqual(['One:abc', 'Three:']);
    expect(shown(dissolve(OUTLINE, 0))).toEqual([':ab', 'Two:c', 'Three:']);
    expect(shown(dissolve(OUTLINE, 2))).toEqual(['One:ab', 'Two:c']);
  });

  it('tells the server of every lesson and its section', () => {
    expect(orderOf(OUTLINE)).toEqual([
      { lesson: 'a', section: 'One' },
      { lesson: 'b', section: 'One' },
      { lesson: 'c', section: 'Two' },
    ]);
    expect(placeOf(OUTLINE, 'c')).toEqual({ section: 1, index: 0 });
  });
});
