"""Sphinx settings of the book. The pages made from data, and what becomes of notebooks, are in helpers.book."""

from helpers.publish import book

project = "IIJ, read from its own filings"
author = ""
language = "en"

extensions = ["myst_nb", "sphinx_book_theme", "sphinx_design", "sphinx_exercise", "sphinx_togglebutton"]
exclude_patterns = ["_extra", "_build", "README.md"]
templates_path = ["_templates"]

nb_execution_mode = "off"  # notebooks come executed
nb_ipywidgets_js = {}  # nothing is loaded from another host
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
nb_render_image_options = {}
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline", "deflist"]
suppress_warnings: list[str] = []
nitpicky = True

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_extra_path = ["_extra"]
html_css_files = ["reader.css"]
html_js_files = [("reader.js", {"defer": "defer"}), ("tables.js", {"defer": "defer"})]
html_additional_pages = {"search": "search.html"}  # the book's own
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
html_context = {"default_mode": "auto"}  # light or dark as the reader's system is
html_theme_options = {
    "logo": {"text": project},
    "home_page_in_toc": True,
    "show_toc_level": 2,
    "show_navbar_depth": 1,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search field stands in the side bar
    "footer_content_items": [],
    "navigation_with_keys": False,
}


def setup(app):
    return book.setup(app)
