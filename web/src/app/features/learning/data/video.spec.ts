import { frameSource } from './video';

const FRAMED = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

describe('framing a film', () => {
  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=3',
    'https://youtu.be/dQw4w9WgXcQ?si=abc',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
  ])('knows %s', (url) => expect(frameSource(url)).toBe(FRAMED));

  it('knows the other site', () => {
    expect(frameSource('https://vimeo.com/76979871')).toBe(
      'https://player.vimeo.com/video/76979871?dnt=1',
    );
  });

  it.each([
    'https://example.org/watch?v=dQw4w9WgXcQ',
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'javascript:alert(1)//youtu.be/dQw4w9WgXcQ',
    'https://youtu.be/short',
  ])('frames nothing else: %s', (url) => expect(frameSource(url)).toBeNull());
});
