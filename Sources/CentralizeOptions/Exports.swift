// What both sides of the settings speak of comes with this module.
@_exported import Settings
