"""One chart: curves over an axis, in the theme's colours, data set in place and exported as SVG, PNG or CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.components.icons import theme
from workbench.gui.formatting import compact
from workbench.gui.theme import TINY_PT, font

pg.setConfigOptions(antialias=True)


class CountAxis(pg.AxisItem):
    """An axis of counts: `600 k` rather than `600000`, and no fractions."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return what is written at the ticks; logarithmic axes write their powers as ever."""
        if self.logMode:
            return list(super().tickStrings(values, scale, spacing))
        largest = max((abs(value) for value in values), default=0.0)
        unit = next((unit for least, unit in ((1e9, 1e9), (1e6, 1e6), (1e4, 1e3)) if largest >= least), 1.0)
        digits = 0 if spacing >= unit else 1
        return ["" if value % 1 else compact(value, digits) for value in values]


class TimeAxis(pg.DateAxisItem):
    """An axis of moments, seconds since 1970 (UTC): months and weekdays are named in the window's language."""

    def __init__(self) -> None:
        super().__init__("bottom", utcOffset=0)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return what is written at the ticks."""
        form = next((spec.format for spec in self.zoomLevel.tickSpecs if spec.spacing == spacing), "")
        if form not in ("%b", "%a %d"):
            return list(super().tickStrings(values, scale, spacing))
        try:
            days = [datetime.fromtimestamp(value, UTC) for value in values]
        except (OverflowError, ValueError, OSError):  # beyond the calendar
            return list(super().tickStrings(values, scale, spacing))
        locale, short = QLocale(), QLocale.FormatType.ShortFormat
        if form == "%b":
            return [locale.standaloneMonthName(day.month, short) for day in days]
        return [f"{locale.standaloneDayName(day.isoweekday(), short)} {day.day}" for day in days]


class Chart(QWidget):
    """A pyqtgraph plot without frame or menu: horizontal grid, small ticks, one colour a series.

    Args:
        x_label, y_label: names of the axes with units; empty for none.
        interactive: whether wheel and drag zoom.
        counts: whether the upward axis counts things.
        times: whether the axis to the right is time, in seconds since 1970 (UTC).
    """

    def __init__(
        self,
        x_label: str = "",
        y_label: str = "",
        *,
        interactive: bool = False,
        counts: bool = False,
        times: bool = False,
    ) -> None:
        super().__init__()
        self._interactive, self._counts, self._times = interactive, counts, times
        self._made: pg.PlotWidget | None = None
        self._labels = (x_label, y_label)
        self._series: dict[str, pg.GraphicsObject] = {}
        self._styles: dict[str, tuple[int, bool]] = {}
        self._lines: dict[str, bool] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        theme().changed.connect(self.repaint_theme)

    @property
    def view(self) -> pg.PlotWidget:
        """The plot's widget, made when it is first drawn on: a page of many charts is there before its curves are."""
        if self._made is None:
            axes: dict[str, pg.AxisItem] = {"left": CountAxis("left")} if self._counts else {}
            if self._times:
                axes["bottom"] = TimeAxis()
            # The menu that nobody opens would take a third of the time that a chart takes to make.
            made = pg.PlotWidget(axisItems=axes, enableMenu=False)
            made.getPlotItem().hideButtons()
            made.getPlotItem().setMouseEnabled(self._interactive, self._interactive)
            if not self._interactive:
                # The wheel belongs to the page that the chart lies in.
                made.wheelEvent = lambda event: event.ignore()
            made.setFrameShape(made.Shape.NoFrame)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._made = made
            layout = self.layout()
            assert layout is not None
            layout.addWidget(made)
            self.repaint_theme()
            self.furnish()
        return self._made

    def set_labels(self, x_label: str = "", y_label: str = "") -> None:
        """Name the axes anew."""
        self._labels = (x_label, y_label)
        self.repaint_theme()

    @property
    def is_made(self) -> bool:
        """Whether it was drawn on."""
        return self._made is not None

    def furnish(self) -> None:
        """Arrange the axes, once the plot is made; kinds of charts do it in their own way."""

    @property
    def plot(self) -> pg.PlotItem:
        """The plot itself, for what the methods here do not do."""
        return self.view.getPlotItem()

    def set_series(
        self,
        name: str,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        *,
        colour: int = 0,
        dashed: bool = False,
        markers: bool = False,
        line: bool = True,
    ) -> None:
        """Set one curve's data in place, creating it at the first call.

        Args:
            name: the series' name, as the export and the legend call it.
            x, y: equal length; NaN breaks the line.
            colour: index into the theme's series colours.
            dashed: drawn dashed, as for earlier runs.
            markers: whether each point carries a dot; a single point always does.
            line: whether the points are joined; without a line they are dots.
        """
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        item = self._series.get(name)
        if item is None:
            item = self.plot.plot([], [], name=name, pen=None)
            self._lines[name] = line
            self._series[name] = item
        self._styles[name] = (colour, dashed)
        self._pen(name)
        dot = "o" if markers or not line or len(xs) == 1 else None
        item.setData(
            xs, ys, symbol=dot, symbolSize=5, symbolPen=None, symbolBrush=QColor(self._colour(colour)), connect="finite"
        )

    def set_bars(
        self,
        name: str,
        centres: npt.ArrayLike,
        heights: npt.ArrayLike,
        *,
        width: float = 0.8,
        colour: int = 0,
        base: npt.ArrayLike = 0.0,
    ) -> None:
        """Set one set of vertical bars in place, standing on `base`."""
        old = self._series.pop(name, None)
        if old is not None:
            self.plot.removeItem(old)
        item = pg.BarGraphItem(
            x=np.asarray(centres, float),
            y0=np.broadcast_to(np.asarray(base, float), np.shape(heights)),
            height=np.asarray(heights, float),
            width=width,
            pen=None,
            brush=QColor(self._colour(colour)),
        )
        self.plot.addItem(item)
        self._series[name] = item
        self._styles[name] = (colour, False)

    def set_intervals(
        self, name: str, x: npt.ArrayLike, y: npt.ArrayLike, half_widths: npt.ArrayLike, *, beam: float = 0.1
    ) -> None:
        """Set one set of vertical error bars in place: `y` ± `half_widths` at `x`."""
        old = self._series.pop(name, None)
        if old is not None:
            self.plot.removeItem(old)
        item = pg.ErrorBarItem(
            x=np.asarray(x, float), y=np.asarray(y, float), height=2.0 * np.asarray(half_widths, float), beam=beam
        )
        self.plot.addItem(item)
        self._series[name] = item
        self._styles[name] = (0, False)
        self._pen(name)

    def remove_series(self, name: str) -> None:
        """Take one curve away; unknown names are ignored."""
        item = self._series.pop(name, None)
        self._styles.pop(name, None)
        if item is not None:
            self.plot.removeItem(item)

    def clear(self) -> None:
        """Take all curves away."""
        for name in list(self._series):
            self.remove_series(name)

    def names(self) -> Sequence[str]:
        """Return the names of the series in drawing order."""
        return list(self._series)

    def set_ticks(self, axis: str, ticks: Sequence[tuple[float, str]] | None) -> None:
        """Replace the ticks of `bottom` or `left` by labels; None for the axis' own."""
        self.plot.getAxis(axis).setTicks(None if ticks is None else [list(ticks)])

    def repaint_theme(self) -> None:
        """Take the colours of the theme in force."""
        if self._made is None:
            return
        tokens = theme().tokens
        self.view.setBackground(QColor(tokens.card))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(QColor(0, 0, 0, 0)))
            axis.setTextPen(pg.mkPen(QColor(tokens.text_faint)))
            axis.setTickFont(font(TINY_PT))
            axis.setStyle(tickLength=0, tickTextOffset=6, maxTickLevel=0)
        # Without a pen of its own the grid is drawn black, which the dark scheme hides.
        self.plot.getAxis("left").setTickPen(pg.mkPen(QColor(tokens.text_faint)))
        self.plot.getAxis("bottom").setTickPen(pg.mkPen(QColor(tokens.card)))
        self.plot.getAxis("left").setGrid(False)
        self.plot.showGrid(x=False, y=True, alpha=0.25 if tokens.name == "dark" else 0.18)
        self._write_labels()
        for name in self._series:
            self._pen(name)

    def name_axes(self, x_label: str, y_label: str = "") -> None:
        """Give the axes other names."""
        self._labels = (x_label, y_label)
        self._write_labels()

    def _write_labels(self) -> None:
        style = {"color": theme().tokens.text_secondary, "font-size": f"{TINY_PT}pt"}
        for side, label in zip(("bottom", "left"), self._labels, strict=True):
            if label:
                self.plot.setLabel(side, label, **style)

    def export(self, path: Path) -> None:
        """Write the chart as `.svg`, `.png` (at twice its size) or `.csv` (series, x, y)."""
        suffix = path.suffix.lower()
        if suffix == ".csv":
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["series", "x", "y"])
                for name, item in self._series.items():
                    if isinstance(item, pg.PlotDataItem):
                        for x, y in zip(*item.getOriginalDataset(), strict=True):
                            writer.writerow([name, x, y])
                    elif isinstance(item, pg.BarGraphItem):
                        writer.writerows([name, x, y] for x, y in zip(item.opts["x"], item.opts["height"], strict=True))
        elif suffix == ".svg":
            generator = QSvgGenerator()
            generator.setFileName(str(path))
            generator.setSize(self.view.size())
            generator.setViewBox(QRectF(self.view.rect()))
            painter = QPainter(generator)
            self.view.render(painter)
            painter.end()
        else:
            pixmap = QPixmap(self.view.size() * 2)
            pixmap.setDevicePixelRatio(2)
            pixmap.fill(QColor(theme().tokens.card))
            painter = QPainter(pixmap)
            self.view.render(painter)
            painter.end()
            pixmap.save(str(path))

    def sizeHint(self) -> QSize:
        """Prefer the design's chart height."""
        return QSize(480, 220)

    def _colour(self, index: int) -> str:
        series = theme().tokens.series
        return series[index % len(series)]

    def _pen(self, name: str) -> None:
        colour, dashed = self._styles[name]
        item = self._series[name]
        if isinstance(item, pg.PlotDataItem):
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            if self._lines[name]:
                item.setPen(pg.mkPen(QColor(self._colour(colour)), width=2, style=style))
            item.setSymbolBrush(QColor(self._colour(colour)))
        elif isinstance(item, pg.ErrorBarItem):
            item.setData(pen=pg.mkPen(QColor(theme().tokens.text), width=1.4))
        else:
            item.setOpts(brush=QColor(self._colour(colour)))
