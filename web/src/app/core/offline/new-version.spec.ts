import { TestBed } from '@angular/core/testing';
import { SwUpdate, VersionEvent } from '@angular/service-worker';
import { Subject } from 'rxjs';
import { NewVersion } from './new-version';

const HOUR = 60 * 60 * 1000;

describe('a new version of the application', () => {
  const updates = {
    isEnabled: true,
    versionUpdates: new Subject<VersionEvent>(),
    unrecoverable: new Subject<unknown>(),
    checkForUpdate: jest.fn(() => Promise.reject(new Error('offline'))),
  };
  let version: NewVersion;

  beforeEach(() => {
    jest.useFakeTimers();
    updates.checkForUpdate.mockClear();
    TestBed.configureTestingModule({ providers: [{ provide: SwUpdate, useValue: updates }] });
    version = TestBed.inject(NewVersion);
  });

  afterEach(() => jest.useRealTimers());

  it('is offered once it is here, not while it comes', () => {
    updates.versionUpdates.next({ type: 'VERSION_DETECTED', version: { hash: 'b' } });
    expect(version.ready()).toBe(false);
    updates.versionUpdates.next({
      type: 'VERSION_READY',
      currentVersion: { hash: 'a' },
      latestVersion: { hash: 'b' },
    });
    expect(version.ready()).toBe(true);
  });

  it('is offered when what is kept of this one cannot be used any more', () => {
    updates.unrecoverable.next({});
    expect(version.ready()).toBe(true);
  });

  it('is asked for when the tab is looked at again, once an hour at most', () => {
    const look = () => document.dispatchEvent(new Event('visibilitychange'));
    look();
    expect(updates.checkForUpdate).not.toHaveBeenCalled();
    jest.advanceTimersByTime(HOUR);
    look();
    look();
    expect(updates.checkForUpdate).toHaveBeenCalledTimes(1);
  });
});

it('comes to nobody whose browser keeps no files', () => {
  expect(TestBed.inject(NewVersion).ready()).toBe(false);
});
