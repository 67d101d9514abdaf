import { keepPosition, positionIn } from './video-position';

describe('the position in a film', () => {
  it('is kept for each lesson and person', () => {
    keepPosition('l1', 'ada', 42.7, 300);
    expect(positionIn('l1', 'ada')).toBe(42);
    expect(positionIn('l2', 'ada')).toBe(0);
    expect(positionIn('l1', 'grace')).toBe(0);
  });

  it('begins anew after the end', () => {
    keepPosition('l1', 'ada', 42, 300);
    keepPosition('l1', 'ada', 295, 300);
    expect(positionIn('l1', 'ada')).toBe(0);
  });

  it('is the beginning when what is stored is no number', () => {
    localStorage.setItem('lectern.video.ada.l1', 'soon');
    expect(positionIn('l1', 'ada')).toBe(0);
  });
});
