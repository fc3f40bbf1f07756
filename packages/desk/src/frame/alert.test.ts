import { expect } from 'chai'
import { NOW } from '../testing/cast.ts'
import { all, get, textOf } from '../testing/dom.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('an alert', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const banner = () => all(scene.desk, 'desk-top-bar', '.banner.alert')
  const alert = { session: 's_ab12', customer: '', reason: 'bad_rating', at: NOW } as const

  it('is shown to a supervisor until it is dismissed, and said to who listens', async () => {
    expect(banner()).to.have.length(0)
    scene.floor.set({ alert })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-top-bar', '.banner.alert span'))).to.equal(
      'Alert: Guest ab12. Rated the service badly',
    )
    expect(textOf(get(scene.desk, '.spoken'))).to.contain('Rated the service badly')
    get(scene.desk, 'desk-top-bar', '.banner.alert button').click()
    await scene.settle()
    expect(banner()).to.have.length(0)
    scene.floor.setBoard({ queueLength: 2 })
    await scene.settle()
    expect(banner()).to.have.length(0)
  })
})
